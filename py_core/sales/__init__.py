"""The sales history: which part of it to read next, how a sale is kept, and whether the whole is there. Pure."""
