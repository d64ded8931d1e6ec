"""What a seller's script sees: the shop to read, and a plan to fill. It changes nothing by itself."""
