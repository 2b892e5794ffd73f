package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says which requests are let in although nobody knows who sends them; their controller, which
 * takes a {@code @Nullable Caller}, decides what becomes of them. A bean per module that has such.
 */
public interface OpenRequests {

  boolean isOpen(HttpServletRequest request);
}
