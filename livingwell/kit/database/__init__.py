"""The second lock: row security, declared beside the models and applied after every migration."""
