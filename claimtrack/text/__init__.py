"""Pure functions over text: passages, quotation marks, alignment, numbers, dates, near-copies.

Whatever a function here finds it gives as offsets into the very text it was given; no text is ever altered.
"""
