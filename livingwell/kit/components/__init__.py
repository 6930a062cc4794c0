"""The components of `{% load kit %}`, grouped by what they do. How to use each: `kit/COMPONENTS.md`."""
