"""An invented place of any size, written straight into the tables: for measuring, where acts would take days."""
