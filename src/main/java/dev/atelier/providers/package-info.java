/**
 * Owns the ports to the outside world and, in one package per vendor, their adapters. Nothing else
 * may speak to another host.
 *
 * <p>Publishes the ports, {@link dev.atelier.providers.ProviderException}, {@link
 * dev.atelier.providers.OutboundHttp} and {@link dev.atelier.providers.RemoteImages}.
 */
@ApplicationModule(allowedDependencies = {"database", "home"})
@NullMarked
package dev.atelier.providers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
