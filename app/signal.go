package app

import "sync"

// Signal is one typed event that pages subscribe to. Handlers run on the emitter's
// goroutine, one after the other, and must be quick.
type Signal[T any] struct {
	mu       sync.Mutex
	next     int
	handlers map[int]func(T)
}

// Subscribe calls f at every Emit until the returned stop is called.
func (s *Signal[T]) Subscribe(f func(T)) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.handlers == nil {
		s.handlers = map[int]func(T){}
	}
	id := s.next
	s.next++
	s.handlers[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.handlers, id)
	}
}

// Emit tells every subscriber.
func (s *Signal[T]) Emit(event T) {
	s.mu.Lock()
	handlers := make([]func(T), 0, len(s.handlers))
	for id := range s.next {
		if f, ok := s.handlers[id]; ok {
			handlers = append(handlers, f)
		}
	}
	s.mu.Unlock()
	for _, f := range handlers {
		f(event)
	}
}
