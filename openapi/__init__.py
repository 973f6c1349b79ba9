"""The contract as files, and what keeps it good for those who build on it. Tools for us: no part of the service."""
