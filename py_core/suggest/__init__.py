"""Better texts for a product from a language model: what is asked, and what of the answer can be used."""
