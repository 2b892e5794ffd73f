/** Checks the tokens of a Supabase project's users, and hears from the project who they are. */
@NullMarked
package dev.atelier.identity.supabase;

import org.jspecify.annotations.NullMarked;
