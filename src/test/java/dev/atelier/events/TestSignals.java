package dev.atelier.events;

import dev.atelier.database.Signals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Signals within one process, which can be made to get lost. */
final class TestSignals implements Signals, AutoCloseable {

  private final ExecutorService listener = Executors.newSingleThreadExecutor();
  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private volatile boolean lost;

  private record Receiver(String channel, Consumer<String> consumer) {}

  void lose(boolean lose) {
    this.lost = lose;
  }

  @Override
  public void send(String channel, String payload) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            if (!lost) {
              listener.execute(() -> deliver(channel, payload));
            }
          }
        });
  }

  private void deliver(String channel, String payload) {
    receivers.stream()
        .filter(receiver -> receiver.channel().equals(channel))
        .forEach(receiver -> receiver.consumer().accept(payload));
  }

  @Override
  public Subscription receive(String channel, Consumer<String> consumer) {
    Receiver receiver = new Receiver(channel, consumer);
    receivers.add(receiver);
    return () -> receivers.remove(receiver);
  }

  @Override
  public void close() {
    listener.shutdownNow();
  }
}
