"""Drawing a scene with Manim: the scene run, its frames painted and encoded. Runs in a worker process."""
