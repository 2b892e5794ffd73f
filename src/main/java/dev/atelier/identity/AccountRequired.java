package dev.atelier.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller, or one method of it, that serves users with an account only. Without a valid
 * token it answers 401, on the operator's own machine too, where other routes need no token; the
 * {@link Caller} it takes is then never the operator.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AccountRequired {}
