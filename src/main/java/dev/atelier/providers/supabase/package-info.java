/** Supabase's sign-in over HTTP: the keys and holders of tokens, chosen by {@code SUPABASE_URL}. */
@NullMarked
package dev.atelier.providers.supabase;

import org.jspecify.annotations.NullMarked;
