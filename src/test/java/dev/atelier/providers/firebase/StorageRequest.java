package dev.atelier.providers.firebase;

/** A request for bytes of an object, from an offset on. */
public record StorageRequest(String name, long offset) {}
