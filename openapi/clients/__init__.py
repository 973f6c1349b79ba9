"""Clients generated from the contract, as an app's developer would: `make clients`."""
