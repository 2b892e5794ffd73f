package dev.atelier.identity;

/**
 * A member's address or name may be new, or the member is. Published on the thread that heard of
 * it, outside of any transaction; a listener that fails makes the sender try again.
 */
public record MemberChanged(Member member) {}
