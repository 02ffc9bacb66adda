"""From figures to words and geometry: the tables, sentences, sections and charts of the ledger's pages."""
