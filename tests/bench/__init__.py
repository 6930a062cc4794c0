"""How fast, beside how fast it could be: the product's pages measured next to a plain page that does as little as such
a page can (`floor/`), under the same server, on the same data, in the same session. See docs/bench.md."""
