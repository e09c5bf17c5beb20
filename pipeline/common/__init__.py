"""What every stage may use: errors, clean text with its offset map, numerals."""
