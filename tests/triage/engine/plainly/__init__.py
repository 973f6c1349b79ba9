"""What the engine means, written without any haste: each condition looked at by itself. The tests hold the engine to
it.
"""
