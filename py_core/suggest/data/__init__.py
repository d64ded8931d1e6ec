"""Lists that texts are held against."""
