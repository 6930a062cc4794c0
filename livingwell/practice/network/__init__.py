"""The network: supports, hubs, connections and peers."""
