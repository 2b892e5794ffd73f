/** Videos by Flow; chosen by {@code FLOW_API_GENERATE_URL} and {@code FLOW_API_STATUS_URL}. */
@NullMarked
package dev.atelier.providers.flow;

import org.jspecify.annotations.NullMarked;
