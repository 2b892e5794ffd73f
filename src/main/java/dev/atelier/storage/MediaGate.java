package dev.atelier.storage;

/**
 * Says which media anybody may see; all others only their owners do, and whoever has a link. A bean
 * per feature that has such media; asked for every request, so that it must be quick.
 */
public interface MediaGate {

  boolean isOpen(MediaKey key);
}
