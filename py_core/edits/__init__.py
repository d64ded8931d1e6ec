"""Changes of listings: wants out of any tool, and the one planner that makes steps of them."""
