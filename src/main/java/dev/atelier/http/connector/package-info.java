/**
 * Tomcat's connector with a guard at each connection: against slow clients and ambiguous requests.
 */
@NullMarked
package dev.atelier.http.connector;

import org.jspecify.annotations.NullMarked;
