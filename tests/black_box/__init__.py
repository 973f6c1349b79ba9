"""The conventions of the API as a client meets them: real HTTP, the real server, the shipped release.

Nothing here uses what the service is made of; what is expected is written out. docs/api-conventions.md says which test
holds which convention.
"""
