package dev.atelier.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A handler of strings that does what a test says, and remembers what it was given. */
record TestHandler(String queue, Lanes lanes, Behaviour behaviour, List<Work<String>> runs)
    implements JobHandler<String> {

  /** What a run does. */
  interface Behaviour {
    JobHandler.Outcome run(JobHandler.Work<String> work) throws InterruptedException;
  }

  static TestHandler of(String queue, int lanes, Behaviour behaviour) {
    return new TestHandler(queue, new Lanes.InAll(lanes), behaviour, new CopyOnWriteArrayList<>());
  }

  static TestHandler perNode(String queue, int lanes, Behaviour behaviour) {
    return new TestHandler(
        queue, new Lanes.PerNode(lanes), behaviour, new CopyOnWriteArrayList<>());
  }

  /** Remembers nothing. */
  static JobHandler<String> forgetful(String queue, int lanes, Behaviour behaviour) {
    return new Forgetful(queue, new Lanes.InAll(lanes), behaviour);
  }

  private record Forgetful(String queue, Lanes lanes, Behaviour behaviour)
      implements JobHandler<String> {
    @Override
    public Class<String> inputType() {
      return String.class;
    }

    @Override
    public Outcome run(Work<String> work) throws InterruptedException {
      return behaviour.run(work);
    }
  }

  @Override
  public Class<String> inputType() {
    return String.class;
  }

  @Override
  public Outcome run(Work<String> work) throws InterruptedException {
    runs.add(work);
    return behaviour.run(work);
  }

  List<String> inputs() {
    return runs.stream().map(Work::input).toList();
  }
}
