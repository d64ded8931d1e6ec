"""Plans that run at a time of their own. No I/O here but the store's."""
