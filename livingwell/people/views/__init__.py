"""What is seen: signing in and out, joining with words, one's own ways in, invitations to a team."""
