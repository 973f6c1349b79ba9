"""The contract in the repository: its examples, its errors, and the rules that it keeps."""
