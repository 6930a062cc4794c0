"""Words and numbers kept sealed: keys, sealed fields, keyed hashes, and codes given in hand."""
