package dev.atelier.campaigns;

/**
 * One half of a post to make.
 *
 * @param post its id
 * @param redo whether the half is made anew, so that the post stays as it is until then
 */
record PartWork(String post, Part part, boolean redo) {}
