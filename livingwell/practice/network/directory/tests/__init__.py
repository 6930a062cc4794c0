"""How do we know that directory files are read truly?"""
