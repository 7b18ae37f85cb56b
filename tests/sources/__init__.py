"""Readers: what becomes an article, and what is refused."""
