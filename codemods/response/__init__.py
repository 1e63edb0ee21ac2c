"""Rules about answers as documents: fences, names, text, what the contract demands."""
