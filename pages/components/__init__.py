"""What every page is made of: filters, cards, charts, tables, formats, and the cached way to ask."""
