"""The contract in the repository: its examples, its errors, the rules that it keeps, and the clients made from it."""
