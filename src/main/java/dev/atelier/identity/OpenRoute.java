package dev.atelier.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a controller of the video studio that finds out by itself who may call it, such
 * as by a signature of its own. No member and no request signature is asked for, and no rate limit
 * counts it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenRoute {}
