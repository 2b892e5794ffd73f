package dev.atelier.posters.save;

/**
 * A poster that is saved; the output of its item.
 *
 * @param before whether an earlier save had done it
 */
record HandedOver(String externalId, boolean before) {}
