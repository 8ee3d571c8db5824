"""Monthly summary: one month in eight figures, four charts and five sentences, on screen and as documents.

The page is `screen`; `python -m pages.monthly` makes the documents and issues months, without the page's server.
"""
