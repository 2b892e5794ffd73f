package dev.atelier.identity.gotrue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/** Not where a Supabase project is configured, which signs its users in itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression(
    "(environment.getProperty('atelier.supabase.url', '')"
        + " + environment.getProperty('atelier.supabase.jwt-secret', '')).blank")
@interface EmbeddedOnly {}
