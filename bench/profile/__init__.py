"""Where the time of a request goes: samples of the running service, and a picture of them."""
