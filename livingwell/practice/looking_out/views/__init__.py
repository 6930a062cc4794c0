"""What is seen: raising a worry, acting on one, being told of one; who is out."""
