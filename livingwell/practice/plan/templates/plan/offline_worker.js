{% load static %}// Without a network, any page of this place opens the page on which what is kept on this phone is read. Nothing of
// anybody's is stored here: the page is asked for without a session, and what is a person's lies sealed elsewhere.
"use strict";
const page = "{% url "staying_safe_here" place.slug %}";
const parts = [{% for path in parts %}"{% static path %}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const named = "staying-safe-{{ place.slug }}-{{ version }}";
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const kept = await caches.open(named);
    await kept.addAll([page, ...parts].map((path) => new Request(path, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  })());
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith("staying-safe-{{ place.slug }}-"));
    await Promise.all(ours.filter((name) => name !== named).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});
self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(async () => (await caches.open(named)).match(page)));
  } else if (parts.includes(path)) {
    event.respondWith(fetch(event.request).catch(async () => (await caches.open(named)).match(path)));
  }
});
