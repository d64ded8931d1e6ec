"""Examples that run as they are in the sample shop, each the text of one script."""
