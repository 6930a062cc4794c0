"""A place's directory, published for anybody's programs as Open Referral UK: the UK profile of HSDS 3.0."""
