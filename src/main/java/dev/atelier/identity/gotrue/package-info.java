/**
 * Accounts of ours on the wire of GoTrue, Supabase's sign-in, for clients such as supabase-js. Only
 * where no Supabase project is configured.
 */
@NullMarked
package dev.atelier.identity.gotrue;

import org.jspecify.annotations.NullMarked;
