"""Articles that try to be more than articles, through the real code, against a model that does what they say."""
