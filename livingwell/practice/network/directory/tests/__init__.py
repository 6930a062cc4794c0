"""How do we know that directory files are read truly?"""

import ftfy.bad_codecs  # noqa: F401 - read in before an example's time is taken; the product reads it in when needed
