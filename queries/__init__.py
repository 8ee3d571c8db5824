"""Questions: one .sql file, one question, one result shape; and the small runner that answers them."""
