"""Who is around a person: shares, looks, supporters."""
